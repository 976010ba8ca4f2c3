"""The demo's world: a small replay web, an example inventory, and local stand-ins for Slack and SMTP."""
