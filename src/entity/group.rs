//! Forms joined into entities, with the reason of each joint.

/// Why a form belongs to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Joint {
    /// The fuller form.
    pub to: u32,
    /// The named function that joined them.
    pub reason: &'static str,
    /// How sure, 0 to 1.
    pub confidence: f32,
}

/// A forest of forms: each tree is an entity, its root the form that nothing fuller was found for.
#[derive(Debug, Default)]
pub(super) struct Groups {
    joints: Vec<Option<Joint>>,
    /// For each form the first that was joined to it, and why.
    below: Vec<Option<Joint>>,
}

impl Groups {
    /// Each form for itself.
    pub(super) fn new(forms: usize) -> Self {
        Self { joints: vec![None; forms], below: vec![None; forms] }
    }

    /// The root of a form. Paths stay short: joints go to roots at the time of joining.
    pub(super) fn root(&self, form: u32) -> u32 {
        let mut at = form;
        for _ in 0..64 {
            match self.joints.get(at as usize).copied().flatten() {
                Some(joint) => at = joint.to,
                None => return at,
            }
        }
        at
    }

    /// True when another form was joined to this root.
    pub(super) fn has_joints(&self, root: u32) -> bool {
        self.below.get(root as usize).is_some_and(Option::is_some)
    }

    /// True when nothing fuller was found for the form.
    pub(super) fn is_root(&self, form: u32) -> bool {
        self.joints.get(form as usize).is_some_and(Option::is_none)
    }

    /// Joins a root to a fuller form, unless they are of one tree already or the tree would become
    /// too deep to walk.
    pub(super) fn join(&mut self, form: u32, to: u32, reason: &'static str, confidence: f32) {
        let root = self.root(to);
        if !self.is_root(form) || root == form || !self.is_root(root) {
            return;
        }
        if let Some(slot) = self.joints.get_mut(form as usize) {
            *slot = Some(Joint { to: root, reason, confidence });
        }
        if let Some(slot) = self.below.get_mut(root as usize)
            && slot.is_none()
        {
            *slot = Some(Joint { to: form, reason, confidence });
        }
    }

    /// Why the form was joined to a fuller one; `None` for roots.
    pub(super) fn own_joint(&self, form: u32) -> Option<Joint> {
        self.joints.get(form as usize).copied().flatten()
    }

    /// Why the form belongs to its entity: its own joint, else that of the first form joined to it.
    pub(super) fn joint(&self, form: u32) -> Option<Joint> {
        self.own_joint(form).or_else(|| self.below.get(form as usize).copied().flatten())
    }
}
