"""What the pages ask: reads only, and what belongs to a tenant is asked for with its tenant."""
