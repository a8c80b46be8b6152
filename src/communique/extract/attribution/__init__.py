"""Who says, holds, feels, wants or plans what: every attribution of a text, of whatever form."""
