"""The ceremony: in which order winners are called, by whom and how; who came; what is handed over and paid."""
