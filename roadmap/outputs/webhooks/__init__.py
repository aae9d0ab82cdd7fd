"""Messages to the group chats of a company: what each service takes, where they go, and sending them."""
