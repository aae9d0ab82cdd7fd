"""When it lands: the engineering that deals need, scheduled into releases, with proof."""

__version__ = "0.1.0"
