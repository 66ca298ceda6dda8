"""The Streamlit page. It talks to the package through ``text2sql.assembly`` only."""
