"""Official statistics: reading the forms they come in, and standing beside what was stated."""
