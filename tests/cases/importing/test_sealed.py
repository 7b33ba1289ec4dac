"""Encrypted files: any bytes come back, from any place; what is not whole is refused."""

import pytest
from cryptography.fernet import InvalidToken

from cases.importing.sealed import PORTION, Damaged, SealedWriter, open_sealed


def sealed(path, data: bytes):
    writer = SealedWriter(path)
    for start in range(0, len(data), 1000):
        writer.write(data[start : start + 1000])
    writer.close()
    return path


@pytest.mark.parametrize("size", [0, 1, PORTION - 1, PORTION, PORTION + 1, 2 * PORTION, 3 * PORTION + 17])
def test_any_bytes_come_back(tmp_path, size):
    data = bytes(number * 7 % 251 for number in range(size))
    path = sealed(tmp_path / "file", data)
    with open_sealed(path) as stream:
        assert stream.read() == data
        for place in (0, size // 2, max(size - 5, 0), size):
            stream.seek(place)
            assert stream.read(10) == data[place : place + 10]
        stream.seek(-min(size, 3), 2)
        assert stream.read() == data[size - min(size, 3) :]
    assert path.stat().st_mode & 0o077 == 0
    assert not size or data[:40] not in path.read_bytes()


def test_what_was_cut_off_or_moved_is_refused(tmp_path):
    path = sealed(tmp_path / "file", bytes(3 * PORTION))
    data = path.read_bytes()
    with open_sealed(path) as stream:
        token = stream.raw.token
    path.write_bytes(data[: 2 * token])
    with pytest.raises(Damaged):
        open_sealed(path)
    path.write_bytes(data[token : 2 * token] + data[:token] + data[2 * token :])
    with pytest.raises(Damaged), open_sealed(path) as stream:
        stream.read()
    path.write_bytes(data[:-4])
    with pytest.raises((InvalidToken, Damaged)):
        open_sealed(path).read()
