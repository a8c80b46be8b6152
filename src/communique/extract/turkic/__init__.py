"""The steps of the pipeline for head-final languages: what a sentence says is told by endings and by what comes last.

Verbs close their clauses, postpositions and endings take the place of prepositions, a title stands before its holder: the
rules of ``extract`` that go by word order have their counterparts here. Numbers, periods, names and cues are data of the
language (``language/uz``, ``language/kk``); what the record holds is the same.
"""
