"""The portfolio (企业面板报告): what many results say together, for a bureau or a consultant's clients."""
