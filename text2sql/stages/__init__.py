"""One file, one arrow of the figure: pure functions over the sockets. A stage imports no provider and no other stage."""
