"""The theory of generative adversarial networks: a file a result."""
