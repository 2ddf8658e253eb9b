"""What is true of questions and of the words in an index, without database, clock or engine."""
