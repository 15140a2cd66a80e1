"""The parts of the event table: cells, map, columns, menus."""
