"""What commands say about a result, in lines for a terminal."""
