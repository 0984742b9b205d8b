"""The few windows that stop someone: choosing a file, leaving with words unwritten, help."""
