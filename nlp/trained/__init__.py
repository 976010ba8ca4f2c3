"""The trained models and what they say; nothing but training does without them."""

import os

# From 1.29 on onnxruntime reports each model that is loaded to its maker, under a number for this machine that it keeps
# in the home directory, unless this says no before it is loaded (github.com/microsoft/onnxruntime/pull/27379).
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
