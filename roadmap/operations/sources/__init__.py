"""What operations begin with: a folder, a plan, and a plan on the folder that it was made from."""
