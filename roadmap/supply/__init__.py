"""What engineering can do: people, teams, features with their work, releases and what is already done."""
