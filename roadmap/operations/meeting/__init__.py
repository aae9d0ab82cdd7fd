"""What a planning meeting needs: what to talk about, who would have to give what, what was decided."""
