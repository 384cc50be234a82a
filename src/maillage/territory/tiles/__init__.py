"""Vector tiles of all the communes, cut when the package was built and served from here: no map server elsewhere."""
