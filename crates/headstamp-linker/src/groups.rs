//! Groups that grow by joins, the same in whatever order the joins come. Next: `origins`.

/// Which of a row of things belong together.
#[derive(Debug, Clone)]
pub(crate) struct Groups {
    parent: Vec<usize>,
}

impl Groups {
    /// As many things, each by itself.
    pub(crate) fn new(len: usize) -> Self {
        Self {
            parent: (0..len).collect(),
        }
    }

    /// The first thing of a thing's group.
    pub(crate) fn of(&mut self, at: usize) -> usize {
        let root = self.root(at);
        let mut walk = at;
        while self.parent[walk] != root {
            walk = std::mem::replace(&mut self.parent[walk], root);
        }
        root
    }

    /// The first thing of a thing's group, without shortening the way to it.
    pub(crate) fn root(&self, at: usize) -> usize {
        let mut root = at;
        while self.parent[root] != root {
            root = self.parent[root];
        }
        root
    }

    /// Puts two groups together; the first thing stays the one with the lowest place.
    pub(crate) fn join(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.of(a), self.of(b));
        let (low, high) = (a.min(b), a.max(b));
        self.parent[high] = low;
        low != high
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_reach_through() {
        let mut groups = Groups::new(4);
        assert!(groups.join(3, 2));
        assert!(groups.join(1, 3));
        assert!(!groups.join(1, 2));
        assert_eq!(groups.of(3), 1);
        assert_eq!(groups.of(0), 0);
    }
}
