//! From placed rows to the pages of a PDF: every piece of text tagged with its place in the
//! structure, every link with its sensitive areas.

use std::collections::BTreeMap;

use krilla::Document;
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Quadrilateral, Rect};
use krilla::page::PageSettings;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};

use super::composer::Link;
use super::flow::Placed;
use super::fonts::Fonts;
use super::paragraph::{Line, Run};
use super::sheet::Sheet;
use super::tree::Tree;

/// A page to draw.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Its text.
    pub rows: Vec<Placed>,
    /// The first and the last headword, as lines.
    pub head: Option<(Line, Line)>,
    /// The glossary's version and date, and the page's number.
    pub foot: Option<(Line, Line)>,
    /// Thin lines from top to bottom: how far from the left, from where, to where.
    pub rules: Vec<(f32, f32, f32)>,
}

/// How thick a thin line is.
const THIN: f32 = 0.35;

/// What drawing needs beside the page.
pub(super) struct Artist<'a> {
    /// The measures.
    pub sheet: Sheet,
    /// The fonts.
    pub fonts: &'a Fonts,
    /// The links, by their numbers.
    pub links: &'a [Link],
    /// Where each entry begins.
    pub goals: &'a [Option<XyzDestination>],
}

impl Artist<'_> {
    /// Adds a page to the document.
    pub fn draw(&self, document: &mut Document, tree: &mut Tree, page: &Page) {
        let Some(settings) = PageSettings::from_wh(self.sheet.width, self.sheet.height) else {
            return;
        };
        let mut drawn = document.start_page_with(settings);
        let mut surface = drawn.surface();
        self.margins(&mut surface, page);
        let mut areas: BTreeMap<usize, Vec<Rect>> = BTreeMap::new();
        for placed in &page.rows {
            for run in &placed.row.line.runs {
                let x = placed.x + placed.row.line.indent + run.x;
                self.tagged(&mut surface, tree, run, x, placed.y);
                let area = run.style.link.zip(area(run, x, placed.y));
                if let Some((link, area)) = area {
                    areas.entry(link).or_default().push(area);
                }
            }
        }
        surface.finish();
        for (number, areas) in areas {
            let Some(link) = self.links.get(number) else { continue };
            let Some(goal) = self.goals.get(link.entry).cloned().flatten() else { continue };
            let quads: Vec<Quadrilateral> = areas.into_iter().map(Quadrilateral::from).collect();
            let target = Target::Destination(goal.into());
            let link_annotation = LinkAnnotation::new_with_quad_points(quads, target);
            let annotation = Annotation::new_link(link_annotation, Some(link.told.clone()));
            tree.fill(link.areas, drawn.add_tagged_annotation(annotation));
        }
    }

    /// The head, the foot and the rules: no part of what is read aloud.
    fn margins(&self, surface: &mut Surface<'_>, page: &Page) {
        if let Some((first, last)) = &page.head {
            surface.start_tagged(artifact(ArtifactType::Header));
            self.line(surface, first, self.sheet.left(), self.sheet.head());
            surface.end_tagged();
            surface.start_tagged(artifact(ArtifactType::Header));
            self.line(surface, last, self.sheet.right() - last.width, self.sheet.head());
            let y = self.sheet.head() + 4.5;
            let width = self.sheet.right() - self.sheet.left();
            rule(surface, self.sheet.left(), y, width, THIN);
            surface.end_tagged();
        }
        if let Some((edition, number)) = &page.foot {
            surface.start_tagged(artifact(ArtifactType::Footer));
            self.line(surface, edition, self.sheet.left(), self.sheet.foot());
            self.line(surface, number, self.sheet.right() - number.width, self.sheet.foot());
            surface.end_tagged();
        }
        if !page.rules.is_empty() {
            surface.start_tagged(artifact(ArtifactType::Layout));
            for &(x, top, bottom) in &page.rules {
                rule(surface, x - THIN / 2.0, top, THIN, bottom - top);
            }
            surface.end_tagged();
        }
    }

    fn line(&self, surface: &mut Surface<'_>, line: &Line, x: f32, y: f32) {
        for run in &line.runs {
            self.glyphs(surface, run, x + run.x, y);
        }
    }

    fn tagged(&self, surface: &mut Surface<'_>, tree: &mut Tree, run: &Run, x: f32, y: f32) {
        let Some(slot) = run.style.slot else { return };
        let identifier = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
        self.glyphs(surface, run, x, y);
        surface.end_tagged();
        tree.fill(slot, identifier);
    }

    fn glyphs(&self, surface: &mut Surface<'_>, run: &Run, x: f32, y: f32) {
        let Some(font) = self.fonts.font(run.font) else { return };
        let start = Point::from_xy(x, y);
        surface.draw_glyphs(start, &run.glyphs, font, &run.text, run.style.size, false);
    }
}

fn artifact(kind: ArtifactType) -> ContentTag<'static> {
    ContentTag::Artifact(Artifact::with_kind(kind))
}

fn rule(surface: &mut Surface<'_>, x: f32, y: f32, width: f32, height: f32) {
    let mut path = PathBuilder::new();
    if let Some(rect) = Rect::from_xywh(x, y, width, height) {
        path.push_rect(rect);
    }
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

/// The area of a run that a click finds.
fn area(run: &Run, x: f32, y: f32) -> Option<Rect> {
    let size = run.style.size;
    Rect::from_ltrb(x, y - 0.75 * size, x + run.width.max(1.0), y + 0.25 * size)
}
