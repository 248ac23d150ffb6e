"""What search engines and other machines are told of an article."""
