"""A territory's undertaking (démarche): its members, their roles, the nine steps."""
