"""The published figure about clubs, as `published-figures.json` has it (press report on Kon Tum 2013–2020, 2021)."""

S2_1 = {
    "id": "S2-1",
    "report": "participation",
    "period": "2013-2020",
    "area": "Kon Tum (legacy province 62)",
    "input": {
        "rights_clubs": 21,
        "districts_and_city": 10,
        "club_children": 7500,
        "club_children_qualifier": "more_than",
    },
    "expect": {
        "line": "21 câu lạc bộ tại 10 huyện, thành phố; 16.700 trẻ em dự diễn đàn; trên 7.500 trẻ em sinh hoạt câu lạc bộ"
    },
}
