"""The engines that answer a question; each the only door to its library."""
