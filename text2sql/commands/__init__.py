"""The commands, a file a group: each reads its options, asks ``assembly`` for parts and prints through ``terminal``."""
