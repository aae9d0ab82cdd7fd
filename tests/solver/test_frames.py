from __future__ import annotations

import io

import pytest

from roadmap.solver.records.frames import DamagedFrame, read_frame, write_frame


def _written(*records: dict[str, object]) -> bytes:
    stream = io.BytesIO()
    for record in records:
        write_frame(stream, record)
    return stream.getvalue()


def test_records_are_read_as_they_were_written_and_then_the_stream_ends() -> None:
    stream = io.BytesIO(_written({"kind": "bound", "bound": 1 << 52}, {"text": "名"}))
    assert read_frame(stream) == {"kind": "bound", "bound": 1 << 52}
    assert read_frame(stream) == {"text": "名"}
    assert read_frame(stream) is None


@pytest.mark.parametrize("kept", [1, 5, 11, 12, 13, 30])
def test_a_record_that_breaks_off_is_noticed_wherever_it_breaks(kept: int) -> None:
    whole = _written({"kind": "incumbent", "value": 12345})
    assert kept < len(whole)
    with pytest.raises(DamagedFrame):
        read_frame(io.BytesIO(whole[:kept]))


@pytest.mark.parametrize("position", [0, 5, 9, 20])
def test_a_record_with_one_byte_changed_is_noticed(position: int) -> None:
    changed = bytearray(_written({"kind": "incumbent", "value": 12345}))
    changed[position] ^= 1
    with pytest.raises(DamagedFrame):
        read_frame(io.BytesIO(bytes(changed)))
