"""Commands that write what others read of a plan."""
