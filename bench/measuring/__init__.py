"""What scripts/bench runs; ../README.md says what is where."""
