"""`serve` and `worker`: the schedule, the child that works, health and the dead-man switch."""
