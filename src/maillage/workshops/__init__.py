"""The live workshop: a room full of people answers on phones, without account, and sees itself answer."""
