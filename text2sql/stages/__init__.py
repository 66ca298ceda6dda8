"""One file, one arrow of the figure: pure functions over the sockets; no stage imports a provider or another stage."""
