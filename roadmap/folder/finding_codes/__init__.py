"""The codes of findings by subject, each with what it means and what to do; `roadmap.folder.codes` is all of them."""
