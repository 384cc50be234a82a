"""Questionnaires by personal link: who is asked, who has answered, reminders. Upper rooms bring the questions."""
