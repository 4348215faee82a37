// Replaced by the layer's first class.
