"""The visit: what the family says, from the urgent question to the needs. Held in memory, forgotten at the end."""
