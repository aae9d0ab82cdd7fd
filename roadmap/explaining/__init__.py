"""Why a plan is as it is, what it would take to change it, and why there may be none."""
