from cases.importing.cycles import circles


def test_chains_are_no_circles():
    assert list(circles([("a", "b"), ("b", "c"), ("a", "c"), ("d", "c")])) == []


def test_every_circle_is_found():
    links = [("a", "b"), ("b", "a"), ("c", "d"), ("d", "e"), ("e", "c"), ("f", "f"), ("x", "a")]
    found = [link for circle in circles(links) for link in circle]
    assert sorted(found) == sorted(set(links) - {("x", "a")})
