"""Reading what comes back by mail: refusals, answers to calendar invitations.

`INBOX_URL` names the mailbox: `maildir:///folder`, `mbox:///file` or `imaps://account:password@host/INBOX`.
Nothing in it is changed or deleted. A reader of its own kind of message asks for what it has not seen yet:

    from mcig.inbox.reading import Unreadable, read_new

    def understand(message: EmailMessage) -> bool:
        if not is_mine(message):
            return False
        …                       # changes; one transaction with the memory of having read it
        return True

    read_new(reader="calendar", understand=understand)

Each message reaches each reader once. What `understand` cannot read (it raises `Unreadable`, or stumbles over
the message) is left in the mailbox and named in the log by a digest, without addresses or text.
"""
