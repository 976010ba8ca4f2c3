"""What is depended on -> graph; incident x graph -> exposure."""
