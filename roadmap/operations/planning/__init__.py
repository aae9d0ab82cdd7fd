"""From a folder to a plan, and to many of them: plan, sweep, play out, save."""
