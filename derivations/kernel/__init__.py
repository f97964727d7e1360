"""The trusted part: theorems, the rules that make them, and the arithmetic that the rules use."""
