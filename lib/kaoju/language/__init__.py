"""The grammar of Chinese clauses with figures: word classes, noun phrases, predicates; no stage of its own."""
