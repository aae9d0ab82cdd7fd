"""What the market needs: segments, deals, capabilities, and the reading of the files that state them.

This package knows no engineering, no solver and no page. It may be imported by every other package.
"""
