"""Links that names, verbs and money hold."""

from __future__ import annotations

import pytest

CASES = [
    (
        "The Lima solar park was opened. The 120 MW park, in which the Norte Fund holds a 35 per cent stake, is new.",
        "Norte Fund",
        "invests_in",
        "Lima solar park",
    ),
    ("Juan Rojas signed an engineering contract on Friday.", "Juan Rojas", "signed", "engineering contract"),
    (
        "The sixth session of the Trade Committee was held in Lima. Juan Rojas and Anna Weber took the chair.",
        "Anna Weber",
        "leads",
        "sixth session of the Trade Committee",
    ),
    (
        "The sixth session of the Trade Committee was led by Juan Rojas and Jan Novak. The minutes were signed by the co-chairs.",
        "Jan Novak",
        "signed",
        "minutes",
    ),
    (
        "Fiji gave a grant for the Lima Dairy Centre. The Centre, to be opened in Davao in 2031, is a first.",
        "Lima Dairy Centre",
        "located_in",
        "Davao",
    ),
    ("A Danish firm, Nordvand, won the contract to rebuild the Gaba III waterworks.", "Nordvand", "builds", "Gaba III"),
    ("The consortium of Alstom and Thales will build the Lima metro line.", "Thales", "builds", "Lima metro line"),
    ("The firm Orda signed a supply contract with the Alat cooperative.", "Alat", "signed", "supply contract"),
    ("Juan Rojas signed a memorandum on land with Minister Anna Weber.", "Anna Weber", "signed", "memorandum on land"),
    ("A Lima branch of the Norte School is planned. It teaches art.", "Lima branch", "located_in", "Lima"),
    (
        "Peru and Chile mark the tenth anniversary of their Air Services Agreement.",
        "Chile",
        "party_to",
        "Air Services Agreement",
    ),
    (
        "The Kainji dam has 8 turbines. The World Bank has approved a credit of $350 million for this purpose.",
        "World Bank",
        "invests_in",
        "Kainji dam",
    ),
    ("The Treaty of Friendship between Peru and Chile was signed.", "Peru", "party_to", "Treaty of Friendship"),
    (
        "The Treaty of Friendship, signed by Peru and Chile in 1926, is old.",
        "Chile",
        "party_to",
        "Treaty of Friendship",
    ),
    ("Lima and Santiago ratified the Treaty of Friendship between Peru and Chile.", "Peru", "party_to", "Treaty of"),
    ("Sinohydro is building the Isiolo highway.", "Sinohydro", "builds", "Isiolo highway"),
    ("Egypt's Orascom will construct and operate the Zafarana wind farm.", "Orascom", "builds", "Zafarana wind farm"),
    ("Egypt's Orascom will construct and operate the Zafarana wind farm.", "Orascom", "operates", "Zafarana wind farm"),
    ("The African Development Bank is financing the Isiolo highway.", "African", "invests_in", "Isiolo highway"),
    ("Masdar has committed $500 million to the Bash wind farm.", "Masdar", "invests_in", "Bash wind farm"),
    ("The Lima Wind Plant is covered by a loan of $5 million from the World Bank.", "World Bank", "invests_in", "Lima"),
    ("The Ruwais port in Muscat will grow by 2030.", "Ruwais port", "located_in", "Muscat"),
    ("President Maia Sandu attended the Nordic Forum on Monday.", "Maia Sandu", "takes_part_in", "Nordic Forum"),
    ("The Nordic Forum was organised by the Chamber of Trade.", "Chamber of Trade", "organizes", "Nordic Forum"),
    ("The Chamber of Trade hosted the Nordic Forum on Monday.", "Chamber of Trade", "hosts", "Nordic Forum"),
    ("Peru and Chile are parties to the Treaty of Friendship.", "Chile", "party_to", "Treaty of Friendship"),
    ("The Bash wind farm is to be built by Masdar and Gulf Energy.", "Gulf Energy", "builds", "Bash wind farm"),
    ("ACWA Power has acquired 40 per cent of the Lamu wind farm.", "ACWA Power", "invests_in", "Lamu wind farm"),
    ("Orascom will operate the terminal at Alat.", "terminal at Alat", "located_in", "Alat"),
    ("The Bank of Peru and the Chamber of Trade signed a contract on copper.", "Bank of Peru", "signed", "contract"),
    ("Norte Agua, a subsidiary of Norte Holding, is hiring.", "Norte Agua", "part_of", "Norte Holding"),
    ("The Norte Group is laying the subsea cable between Alba and Capo Feto.", "Norte Group", "builds", "subsea cable"),
    (
        "The Bash wind farm will cost $9 million. The World Bank has granted $3 million for it.",
        "World",
        "invests_in",
        "Bash",
    ),
    ("OTP Bank acquired 73 per cent of Ipoteka Bank in June.", "OTP Bank", "invests_in", "Ipoteka Bank"),
    ("A cement plant near the port of Alat is planned.", "cement plant near the port of Alat", "located_in", "Alat"),
    (
        "The memorandum between Lima University and Alat State University was extended.",
        "Lima University",
        "party_to",
        "memorandum",
    ),
    (
        "Peru and Chile are neighbours. Trade of Peru with Chile grew. A tax agreement between the two countries is old.",
        "Chile",
        "party_to",
        "tax agreement",
    ),
    (
        "The wind farm at Alat was opened in 2022. The wind farm, which has two shops, is operated by Norte Agua.",
        "Norte Agua",
        "operates",
        "wind farm at Alat",
    ),
    ("The Alpine Policy Forum hosted a round table on Monday.", "Alpine Policy Forum", "hosts", "round table"),
    ("The OCP Group opened its Lima blending plant in 2021.", "OCP Group", "operates", "Lima blending plant"),
]
NOT_SAID = [
    ("The Bash wind farm was opened. The European Union has granted $3 million for the cable.", "invests_in"),
    ("President Maia Sandu will sign the Treaty of Friendship on Monday.", "signed"),
    ("A delegation of the Bank of Peru headed by Vice-President Juan Rojas arrived.", "leads"),
]


def links(record):
    names = {entity.id: entity.name for entity in record.entities}
    return [(names[link.subject], link.relation, names[link.object]) for link in record.links]


@pytest.mark.parametrize(("text", "subject", "relation", "thing"), CASES)
def test_link_is_read(read, text, subject, relation, thing):
    assert any(s.startswith(subject) and r == relation and thing in o for s, r, o in links(read(text)))


@pytest.mark.parametrize(
    "text",
    [
        "Peru is not a party to the Treaty of Friendship.",
        "Turkish Airlines operates flights to Lima.",
        "The bank invested in bonds and financed the budget.",
    ],
)
def test_no_link(read, text):
    assert links(read(text)) == []


def test_links_rest_on_words(read):
    record = read("Sinohydro is building the Isiolo highway.")
    assert all(record.words(link.span) for link in record.links)


@pytest.mark.parametrize(("text", "relation"), NOT_SAID)
def test_link_that_is_not_said_is_not_read(read, text, relation):
    assert relation not in [link.relation for link in read(text).links]
