"""Read a QR symbol (ISO/IEC 18004) back from a drawn page, as a telephone does: find it, sample it, decode it."""

from __future__ import annotations

import pypdfium2

Grid = list[list[bool]]
_SCALE = 4
# Version → (blocks, data codewords a block, correction codewords a block) at level M.
_BLOCKS = {3: (1, 44, 26), 4: (2, 32, 18), 5: (2, 43, 24)}
_ALIGNMENT = {3: 22, 4: 26, 5: 30}


def read_qr(pdf: bytes) -> str:
    """Return the text of the symbol on the first page of PDF."""
    grid = _sampled(pdf)
    return _decoded(grid)


def _sampled(pdf: bytes) -> Grid:
    document = pypdfium2.PdfDocument(pdf)
    bitmap = document[0].render(scale=_SCALE, grayscale=True)
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    data = bytes(bitmap.buffer)
    document.close()

    def dark(x: float, y: float) -> bool:
        return bool(data[int(y) * stride + int(x)] < 128)

    left, top, module = _finder(dark, width, height)
    size = next(
        count
        for count in (29, 33, 37)
        if all(dark(left + (count - 1 - i + 0.5) * module, top + 0.5 * module) for i in range(7))
        and not dark(left + (count + 0.5) * module, top + 0.5 * module)
        and not dark(left + (count - 8 + 0.5) * module, top + 0.5 * module)
    )
    return [[dark(left + (x + 0.5) * module, top + (y + 0.5) * module) for x in range(size)] for y in range(size)]


def _finder(dark, width: int, height: int) -> tuple[float, float, float]:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Find the top left finder pattern by its proportion 1:1:3:1:1 in a row and in the column through its middle."""
    for y in range(0, height, 3):
        for start, runs in _runs([dark(x, y) for x in range(width)]):
            if _is_finder(runs):
                middle = start + sum(runs) // 2
                column = list(_runs([dark(middle, row) for row in range(height)]))
                for top, lengths in column:
                    if _is_finder(lengths) and top <= y <= top + sum(lengths):
                        return start, top, sum(runs) / 7
    raise AssertionError("no symbol on the page")


def _runs(line: list[bool]):  # type: ignore[no-untyped-def]  # noqa: ANN202
    edges = [0, *(i for i in range(1, len(line)) if line[i] != line[i - 1]), len(line)]
    for i in range(len(edges) - 6):
        if line[edges[i]]:
            yield edges[i], [edges[i + k + 1] - edges[i + k] for k in range(5)]


def _is_finder(runs: list[int]) -> bool:
    module = sum(runs) / 7
    return module >= 3 and all(
        abs(run - want * module) <= module * 0.5 for run, want in zip(runs, (1, 1, 3, 1, 1), strict=True)
    )


def _decoded(grid: Grid) -> str:
    size = len(grid)
    version = (size - 17) // 4
    mask = sum(grid[8][2 + i] << (2 - i) for i in range(3)) ^ 0b101
    bits = [grid[y][x] ^ _masked(mask, y, x) for y, x in _path(size, version)]
    codewords = [sum(bits[i + k] << (7 - k) for k in range(8)) for i in range(0, len(bits) - 7, 8)]
    blocks, each, _ = _BLOCKS[version]
    data = [codewords[column * blocks + block] for block in range(blocks) for column in range(each)]
    stream = "".join(f"{codeword:08b}" for codeword in data)
    assert stream[:4] == "0100", "byte mode"
    length = int(stream[4:12], 2)
    return bytes(int(stream[12 + 8 * i : 20 + 8 * i], 2) for i in range(length)).decode()


def _path(size: int, version: int):  # type: ignore[no-untyped-def]  # noqa: ANN202
    """Yield the data modules in reading order: upwards and downwards in pairs of columns, from the right."""
    column, upwards = size - 1, True
    while column > 0:
        column -= column == 6
        for row in reversed(range(size)) if upwards else range(size):
            for x in (column, column - 1):
                if not _is_function(row, x, size, version):
                    yield row, x
        column, upwards = column - 2, not upwards


def _is_function(y: int, x: int, size: int, version: int) -> bool:
    corner = (y < 9 and x < 9) or (y < 9 and x >= size - 8) or (y >= size - 8 and x < 9)
    centre = _ALIGNMENT[version]
    return corner or 6 in (y, x) or (abs(y - centre) <= 2 and abs(x - centre) <= 2)


def _masked(mask: int, y: int, x: int) -> bool:
    return [
        (y + x) % 2 == 0, y % 2 == 0, x % 3 == 0, (y + x) % 3 == 0, (y // 2 + x // 3) % 2 == 0,
        (y * x) % 2 + (y * x) % 3 == 0, ((y * x) % 2 + (y * x) % 3) % 2 == 0, ((y + x) % 2 + (y * x) % 3) % 2 == 0,
    ][mask]  # fmt: skip
