"""Tables that hold in every language: countries, well-known bodies, given names. Each loads when it is first asked."""
