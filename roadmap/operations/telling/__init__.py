"""What others read of a plan: pages, documents, slides, timelines, exports, answers and messages."""
