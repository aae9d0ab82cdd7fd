"""Plans that are there already: seen on the input of today, begun with again, planned anew from, and told again."""
